// The pages of classes: the list of them, and one class with its students and cards.
import "./classes.css";

export { Classes } from "./Classes";
export { ClassPage } from "./ClassPage";
