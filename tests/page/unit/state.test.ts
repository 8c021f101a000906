// What the reader chose can be sent to another as an address.

import { makeState, readHash, writeHash } from "../../../geoincidents/render/page/state";

const base = makeState("en", "auto");

test("a page as it opens has an empty address", () => {
  expect(writeHash(makeState("en", "auto"), base)).toBe("");
});

test("every choice comes back from the address", () => {
  const state = makeState("en", "auto");
  state.chosen.set("type", new Set(["ied", "arson"]));
  state.chosen.set("attributed", new Set(["A, B & C = \"D\"", "حزب الله", ""]));
  state.time = { from: 18_000, to: 18_100 };
  state.undated = true;
  state.query = "al-Asad & “عين الأسد” #1";
  state.viewOnly = true;
  state.sort = "killed";
  state.colour = "actor";
  state.layers = new Set(["impact", "density"]);
  state.incident = "gi-0/1 é";
  state.view = { zoom: 6.25, latitude: 33.3128, longitude: 44.3615 };
  state.lang = "ar";
  state.theme = "dark";
  expect(readHash(`#${writeHash(state, base)}`, base)).toEqual(state);
});

test.each(["#", "#view=x/y/z", "#view=99/1/1", "#from=yesterday", "#type", "#%%%", "#q=%E0%A4%A", "#layers=", "#sort=random&colour=&lang=xx", "#from=2021-01-01&to=2020-01-01"])(
  "an address that means nothing opens the page all the same: %s", (hash) => {
    const state = readHash(hash, base);
    expect(state.view).toBeNull();
    expect(state.sort).toBe("date");
    expect(state.time).toBeNull();
    expect(state.lang).toBe("en");
  },
);
