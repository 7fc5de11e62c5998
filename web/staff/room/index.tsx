// What the staff app loads when a room is opened.
export { RoomScreen } from "./RoomScreen";
