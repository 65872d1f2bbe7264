/** A module of the page for surveys beside the curve and units of numbers, loaded when a map has some. */
export { mountSurveys } from "../views/surveys/surveys";
