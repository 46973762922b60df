import { everyPage } from "./pages.mjs";

everyPage("ko");
