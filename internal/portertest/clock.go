package portertest

import (
	"sync/atomic"
	"time"
)

// Clock is the time of the host plus what the test has moved it by.
type Clock struct{ shift atomic.Int64 }

// NewClock returns a clock that shows the time of the host.
func NewClock() *Clock { return &Clock{} }

// Now tells the time.
func (c *Clock) Now() time.Time { return time.Now().Add(time.Duration(c.shift.Load())) }

// Move moves the clock by d.
func (c *Clock) Move(d time.Duration) { c.shift.Add(int64(d)) }
