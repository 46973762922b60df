//go:build !testhooks

package main_test

import (
	"strings"
	"testing"
)

// buildTags are those of the program under test.
const buildTags = ""

func TestAProgramThatPeopleGetHasNoFailPoints(t *testing.T) {
	t.Parallel()
	for _, variable := range []string{"KEYPORTER_FAILPOINT", "KEYPORTER_CLOCK_SHIFT"} {
		if code, _, errs := once(t, []string{variable + "=begun"}); code != 2 || !strings.Contains(errs, variable) {
			t.Errorf("keyporter with %s = exit %d, %q; want 2 and its name", variable, code, errs)
		}
	}
}
