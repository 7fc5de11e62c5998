export { Bank } from "./Bank";
export { Class } from "./Class";
export { Question } from "./Question";
export { Reports } from "./Reports";
export { Student } from "./Student";
