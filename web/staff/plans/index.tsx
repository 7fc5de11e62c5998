// The pages of lesson plans: the list of them, and one plan that is written, printed and begun.
import "./plans.css";

export { List } from "./List";
export { Page } from "./Page";
