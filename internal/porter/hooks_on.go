//go:build testhooks

package porter

// Hooks are for tests that end the process in the middle of its work.
type Hooks struct {
	At func(point string) // is called at each fail point; nil is nothing
}

func (h Hooks) at(point string) {
	if h.At != nil {
		h.At(point)
	}
}
