// "system" theme: follow the machine, since a cookie cannot know it.
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light";
follow(); dark.addEventListener("change", follow);
