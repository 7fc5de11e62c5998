// Open answers on the teacher's screens: cards of those that the teacher picked.
import { t } from "../shared/i18n";
import type { ScreenKind } from "./screen";
import { Picture } from "./screen.bars";
import { Cards, HostPosts, NothingShown } from "./screen.posts";

const open: ScreenKind = {
  prompt: "kind.open",
  options: false,
  Body(props) {
    if (props.stage.phase !== "reveal") return <Picture text="Аа…" unit="" hint={t(props.stage.ask?.named ? "kind.open.named" : "kind.open.unnamed")} />;
    const posts = props.stage.posts ?? [];
    return posts.length > 0 ? <Cards posts={posts} /> : <NothingShown {...props} />;
  },
  Host: HostPosts,
};
export default open;
