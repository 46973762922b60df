//go:build !testhooks

package main

import (
	"time"

	"keyporter/internal/porter"
)

// hookVariables are those of a program for tests.
func hookVariables() []string { return nil }

// hooks are nothing in a program that people get.
func hooks() porter.Hooks { return porter.Hooks{} }

// clock tells the time.
func clock() func() time.Time { return time.Now }
