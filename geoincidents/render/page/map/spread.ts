// Fan out symbols that cover one another. Only their place on the screen changes: a thin leg leads
// back to the true place. Where there is no room for a fan, one symbol with a number stands for all.

const TOUCHING_PX = 28;
const FAN_SPACING_PX = 34;
export const FAN_LIMIT = 14;
const CLEAR_PX = 28;
// Turns and widths that a fan tries before it gives way to a stack.
const FAN_TURNS = [0, 1 / 2, 1 / 4, 3 / 4];
const FAN_WIDTHS = [1, 1.5];
const STACK_CLEAR_PX = 34;

export interface Spot {
  x: number;
  y: number;
}

export interface Group {
  members: number[];
  centre: Spot;
  // Null where a stack has to stand for a fan.
  spots: Spot[] | null;
  absorbed: boolean;
}

// What lies near a point, by cells as wide as the search.
class Cells<T> {
  private readonly cells = new Map<string, { spot: Spot; value: T }[]>();
  constructor(private readonly width: number) {}

  add(spot: Spot, value: T): void {
    const key = `${Math.floor(spot.x / this.width)},${Math.floor(spot.y / this.width)}`;
    const there = this.cells.get(key);
    if (there) there.push({ spot, value });
    else this.cells.set(key, [{ spot, value }]);
  }

  near(spot: Spot, distance: number): T[] {
    const found: T[] = [];
    const [cx, cy] = [Math.floor(spot.x / this.width), Math.floor(spot.y / this.width)];
    for (let x = cx - 1; x <= cx + 1; x += 1) {
      for (let y = cy - 1; y <= cy + 1; y += 1) {
        for (const entry of this.cells.get(`${x},${y}`) ?? []) {
          if (Math.hypot(entry.spot.x - spot.x, entry.spot.y - spot.y) < distance) found.push(entry.value);
        }
      }
    }
    return found;
  }
}

// Each point joins the first group begun near it; groups do not grow through their members, so a
// crowded country is many groups and not one.
function groupTouching(points: readonly Spot[]): number[][] {
  const cells = new Cells<number[]>(TOUCHING_PX);
  const groups: number[][] = [];
  points.forEach((point, i) => {
    const [group] = cells.near(point, TOUCHING_PX);
    if (group) {
      group.push(i);
      return;
    }
    const made = [i];
    groups.push(made);
    cells.add(point, made);
  });
  return groups;
}

function centreOf(members: readonly number[], points: readonly Spot[]): Spot {
  const xs = members.map((i) => points[i]!.x);
  const ys = members.map((i) => points[i]!.y);
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

export function fanOut(centre: Spot, count: number, turn: number, width: number): Spot[] {
  if (count === 1) return [centre];
  const radius = width * Math.max(17, (FAN_SPACING_PX * count) / (2 * Math.PI));
  // Two lie side by side, more begin at the top.
  const first = (count === 2 ? Math.PI : -Math.PI / 2) + (2 * Math.PI * turn) / count;
  return Array.from({ length: count }, (_, i) => {
    const angle = first + (2 * Math.PI * i) / count;
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
  });
}

function findFan({ members, centre }: Group, cells: Cells<Group>): Spot[] | null {
  if (members.length > FAN_LIMIT) return null;
  for (const width of FAN_WIDTHS) {
    for (const turn of FAN_TURNS) {
      const spots = fanOut(centre, members.length, turn, width);
      if (spots.every((spot) => cells.near(spot, CLEAR_PX).every((other) => other.absorbed))) return spots;
    }
  }
  return null;
}

// Take in the groups near a point and say whether there were any.
function absorb(group: Group, cells: Cells<Group>, points: readonly Spot[]): boolean {
  const rivals = new Set(cells.near(group.centre, STACK_CLEAR_PX).filter((other) => !other.absorbed));
  for (const rival of rivals) {
    rival.absorbed = true;
    group.members.push(...rival.members);
  }
  group.centre = centreOf(group.members, points);
  return rivals.size > 0;
}

export function arrange(points: readonly Spot[]): Group[] {
  const groups: Group[] = groupTouching(points)
    .map((members) => ({ members, centre: centreOf(members, points), spots: null, absorbed: false }))
    .sort((a, b) => a.members.length - b.members.length);
  const cells = new Cells<Group>(STACK_CLEAR_PX);
  for (const group of groups) {
    do {
      group.spots = findFan(group, cells);
      // A neighbour in the way joins the fan, as long as the fan can hold it.
    } while (!group.spots && group.members.length <= FAN_LIMIT && absorb(group, cells, points));
    if (group.spots) {
      for (const spot of group.spots) cells.add(spot, group);
      continue;
    }
    // A stack takes in what it would cover.
    while (absorb(group, cells, points));
    cells.add(group.centre, group);
  }
  return groups.filter((group) => !group.absorbed);
}
