import { everyPage } from "./pages.mjs";

everyPage("en");
