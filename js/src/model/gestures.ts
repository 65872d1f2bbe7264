/**
 * What a person does, as edits: pure functions from a document to operations. One gesture is one edit is one undo step;
 * an empty list means there is nothing to do, or that the cell cannot take it (read-only, locked, only partly here).
 */
export { addItem, duplicateItem, moveItem, removeItem, setItem } from "./item_gestures";
export { clearCells, fillCells, setValue } from "./cell_gestures";
export { addStep, duplicateStep, moveStep, removeStep, rename } from "./step_gestures";
export { addStage, duplicateStage, moveStage, removeStage, stageHeld } from "./stage_gestures";
export { addLane, duplicateLane, moveLane, removeLane, setLane } from "./lane_gestures";
export { addLink, addMove, moveEnd, removeLink, removeMove, setLink, setMove, turnLink } from "./link_gestures";
export { copyBlock, pasteBlock } from "./paste";
export { newId, randomFrom, slug } from "./slug";
