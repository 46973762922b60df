package templates

// BulkBar is what can be done with ticked rows of a list.
type BulkBar struct {
	Action string       // where the ticks are sent
	All    string       // "All 1,204 that match", or "" where all that match are on the page
	Acts   []ListChoice // what can be done
}
