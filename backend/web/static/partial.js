// What a button changed takes the place of the old main part; forms that do so are marked hx-boost.
// Where the button itself is gone, the main part takes the focus, so that a reader is not sent to the top.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
});
// The tab remembers nothing but what could not be sent: not where it was, either.
document.addEventListener("htmx:load", () => sessionStorage.removeItem("htmx-current-path-for-history"));
// Without a line the page for lost lines says so.
document.addEventListener("htmx:sendError", () => location.reload());
