package ui

// AppendKeyMark adds to b what KeyMark draws, for long lists.
func AppendKeyMark(b []byte, id string) []byte {
	b = append(b, `<svg class="bit" width="44" height="14" viewBox="0 0 44 14" aria-hidden="true" focusable="false"><path d="`...)
	b = append(b, markPath(id)...) // digits and letters of our own
	return append(b, `"></path></svg>`...)
}
