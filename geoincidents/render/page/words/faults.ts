// Say what is wrong with the data, for people.

import { FileError } from "../data/streams";
import type { Words } from "./words";

export function describeFault(words: Words, fault: unknown): string {
  if (fault instanceof FileError) return words.t(`file_${fault.reason}`, { file: fault.file });
  return words.t("broken_data", { reason: fault instanceof Error ? fault.message : String(fault) });
}
