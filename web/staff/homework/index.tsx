// The pages of homework: the list, giving one, one as it goes.
export { Give } from "./Give";
export { List } from "./List";
export { Page } from "./Page";
