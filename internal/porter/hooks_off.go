//go:build !testhooks

package porter

// Hooks are nothing in a program that people get.
type Hooks struct{}

// at is where a test ends the process; here it goes on.
func (Hooks) at(string) {}
