/** What the router is told: boxes on a board of columns and rows, and the links between them. Numbers in pixels, no elements. */

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The first and the last column it covers, and its row; columns count from the board's `first`. */
  readonly column: number;
  readonly until: number;
  readonly row: number;
}

export interface Stretch {
  readonly at: number;
  readonly size: number;
}

export interface Board {
  /** The number of the first column: where only a part of the columns is drawn, their numbers stay. */
  readonly first: number;
  readonly columns: readonly Stretch[];
  readonly rows: readonly Stretch[];
  /** The room that a cell keeps free around its cards. */
  readonly pad: number;
  readonly boxes: readonly Box[];
}

export interface Link {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly both: boolean;
  /** The width and height of its label; 0 where it has none. */
  readonly label: number;
  readonly tall: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Span {
  readonly low: number;
  readonly high: number;
}

export const middleX = (box: Box): number => box.x + box.width / 2;
export const middleY = (box: Box): number => box.y + box.height / 2;
export const centre = ({ low, high }: Span): number => (low + high) / 2;

/** A board with what is looked up again and again: boxes by id, by column and by row, and the channels between. */
export interface Ground {
  readonly board: Board;
  readonly byId: ReadonlyMap<string, Box>;
  readonly inColumn: readonly (readonly Box[])[];
  readonly inRow: readonly (readonly Box[])[];
  /** The free strip before each column and after the last, before each row and after the last. */
  readonly upright: readonly Span[];
  readonly level: readonly Span[];
}

export function ground(board: Board): Ground {
  const inColumn: Box[][] = board.columns.map(() => []);
  const inRow: Box[][] = board.rows.map(() => []);
  for (const box of board.boxes) {
    for (let k = box.column; k <= box.until; k++) inColumn[k - board.first]?.push(box);
    inRow[box.row]?.push(box);
  }
  const byId = new Map(board.boxes.map((box) => [box.id, box]));
  return { board, byId, inColumn, inRow, upright: uprights(board, inColumn), level: levels(board, inRow) };
}

function uprights({ first, columns, pad }: Board, inColumn: readonly (readonly Box[])[]): Span[] {
  const before = (k: number): number => (inColumn[k - 1] ?? []).reduce((far, box) => (box.until === k - 1 + first ? Math.max(far, box.x + box.width) : far), end(columns[k - 1]) - pad);
  const after = (k: number): number => (inColumn[k] ?? []).reduce((near, box) => (box.column === k + first ? Math.min(near, box.x) : near), (columns[k]?.at ?? 0) + pad);
  return strips(columns, before, after);
}

function levels({ rows, pad }: Board, inRow: readonly (readonly Box[])[]): Span[] {
  const before = (k: number): number => (inRow[k - 1] ?? []).reduce((far, box) => Math.max(far, box.y + box.height), end(rows[k - 1]) - pad);
  const after = (k: number): number => (inRow[k] ?? []).reduce((near, box) => Math.min(near, box.y), (rows[k]?.at ?? 0) + pad);
  return strips(rows, before, after);
}

const end = (stretch: Stretch | undefined): number => (stretch ? stretch.at + stretch.size : 0);

function strips(stretches: readonly Stretch[], before: (k: number) => number, after: (k: number) => number): Span[] {
  return Array.from({ length: stretches.length + 1 }, (_, k) => {
    const low = k === 0 ? (stretches[0]?.at ?? 0) : before(k);
    const high = k === stretches.length ? end(stretches[k - 1]) : after(k);
    return low <= high ? { low, high } : { low: (low + high) / 2, high: (low + high) / 2 };
  });
}

/** Whether a straight piece, level or upright, runs through no box; it may touch their edges. */
export function clear(land: Ground, a: Point, b: Point): boolean {
  const [left, right] = a.x < b.x ? [a.x, b.x] : [b.x, a.x];
  const [top, bottom] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
  const hits = (box: Box): boolean => left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
  return left === right ? !beside(land.board.columns, land.inColumn, left).some((boxes) => boxes.some(hits)) : !beside(land.board.rows, land.inRow, top).some((boxes) => boxes.some(hits));
}

/** The boxes of the stretch around a place and of its neighbours, which may reach over their edge. */
function beside(stretches: readonly Stretch[], boxes: readonly (readonly Box[])[], place: number): (readonly Box[])[] {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const k = (low + high) >> 1;
    if ((stretches[k]?.at ?? 0) <= place) low = k + 1;
    else high = k;
  }
  return [boxes[low - 2] ?? [], boxes[low - 1] ?? [], boxes[low] ?? []];
}
