// The colours of the style sheet, for what is drawn and not styled.

export interface Theme {
  paper: string;
  paper2: string;
  ink: string;
  ink2: string;
  rule: string;
  accent: string;
  land: string;
  sea: string;
  border: string;
  water: string;
  road: string;
  name: string;
  halo: string;
  markInk: string;
  isDark: boolean;
}

const NAMES = {
  paper: "--paper", paper2: "--paper-2", ink: "--ink", ink2: "--ink-2", rule: "--rule", accent: "--accent", land: "--land",
  sea: "--sea", border: "--border", water: "--water", road: "--road", name: "--name", halo: "--halo", markInk: "--mark-ink",
} as const;

export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(
    Object.entries(NAMES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]),
  ) as Record<keyof typeof NAMES, string>;
  return { ...colours, isDark: style.getPropertyValue("--is-dark").trim() === "1" };
}
