//go:build testhooks

package main

import (
	"os"
	"time"

	"keyporter/internal/porter"
)

const (
	failPoint  = "KEYPORTER_FAILPOINT"   // where the process kills itself
	clockShift = "KEYPORTER_CLOCK_SHIFT" // how far the dashboard's clock is ahead, as 10m
)

// hookVariables are those of a program for tests.
func hookVariables() []string { return []string{failPoint, clockShift} }

// hooks end the process, as kill -9 does, at the point that the environment names.
func hooks() porter.Hooks {
	point := os.Getenv(failPoint)
	return porter.Hooks{At: func(at string) {
		if at != point {
			return
		}
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Kill()
		}
		select {} // it is over before this is
	}}
}

// clock tells the time, moved by what the environment says.
func clock() func() time.Time {
	shift, _ := time.ParseDuration(os.Getenv(clockShift)) // "" is not moved
	return func() time.Time { return time.Now().Add(shift) }
}
