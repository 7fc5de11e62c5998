// Categorising on the teacher's screens: the boxes with their signs, what is to be put into them; then what belongs where.
import { assigning } from "./matching.screen";

export default assigning("kind.categorising", true);
