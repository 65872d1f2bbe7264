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

/** A board with what is looked up again and again: boxes by id and by cell, and the channels between. */
export interface Ground {
  readonly board: Board;
  readonly byId: ReadonlyMap<string, Box>;
  /** The boxes of each cell, row after row; a box that spans columns is in each of its cells. */
  readonly cells: readonly (readonly Box[])[];
  /** The free strip before each column and after the last, before each row and after the last. */
  readonly upright: readonly Span[];
  readonly level: readonly Span[];
}

const NONE: readonly Box[] = [];

export function ground(board: Board): Ground {
  const inColumn: Box[][] = board.columns.map(() => []);
  const inRow: Box[][] = board.rows.map(() => []);
  const cells = new Array<readonly Box[]>(board.columns.length * board.rows.length).fill(NONE);
  for (const box of board.boxes) {
    for (let k = box.column; k <= box.until; k++) inColumn[k - board.first]?.push(box);
    inRow[box.row]?.push(box);
    put(board, cells, box);
  }
  const byId = new Map(board.boxes.map((box) => [box.id, box]));
  return { board, byId, cells, upright: uprights(board, inColumn), level: levels(board, inRow) };
}

function put({ first, columns, rows }: Board, cells: (readonly Box[])[], box: Box): void {
  if (box.row < 0 || box.row >= rows.length) return;
  for (let k = Math.max(0, box.column - first); k <= Math.min(columns.length - 1, box.until - first); k++) {
    const at = box.row * columns.length + k;
    cells[at] = [...(cells[at] ?? NONE), box];
  }
}

/** The ground with one box elsewhere. The channels stay: the box must stand where they leave room for it. */
export function withBox(land: Ground, box: Box): Ground {
  const cells = land.cells.slice();
  const old = land.byId.get(box.id);
  const { columns, first } = land.board;
  if (old) for (let k = old.column - first; k <= old.until - first; k++) {
    const at = old.row * columns.length + k;
    if (cells[at]) cells[at] = cells[at].filter((one) => one.id !== box.id);
  }
  put(land.board, cells, box);
  const boxes = land.board.boxes.map((one) => (one.id === box.id ? box : one));
  return { ...land, cells, board: { ...land.board, boxes }, byId: new Map(land.byId).set(box.id, box) };
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
export const clear = (land: Ground, a: Point, b: Point): boolean => empty(land, Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y));

/** Whether no box reaches into a rectangle. The cells beside it are looked at too: boxes may reach over the edge of theirs. */
export function empty(land: Ground, left: number, top: number, right: number, bottom: number): boolean {
  const { columns, rows } = land.board;
  const [from, to] = [Math.max(0, before(columns, left) - 2), Math.min(columns.length - 1, before(columns, right))];
  const [first, last] = [Math.max(0, before(rows, top) - 2), Math.min(rows.length - 1, before(rows, bottom))];
  for (let row = first; row <= last; row++) {
    for (let k = from; k <= to; k++) {
      const boxes = land.cells[row * columns.length + k] ?? NONE;
      for (let i = 0; i < boxes.length; i++) {
        const box = boxes[i] as Box;
        if (left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y) return false;
      }
    }
  }
  return true;
}

/** How many stretches begin at a place or before it. */
export function before(stretches: readonly Stretch[], place: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const k = (low + high) >> 1;
    if ((stretches[k] as Stretch).at <= place) low = k + 1;
    else high = k;
  }
  return low;
}
