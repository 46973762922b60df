package templates

// What is unused, and what a look over the account finds.

func UnusedURL() string { return "/access/unused" }
