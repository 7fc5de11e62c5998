// The pages of the record: the list of past games and the report of one.
export { GameReport } from "./GameReport";
export { Games } from "./Games";
