package porter_test

import (
	"slices"
	"testing"

	"keyporter/internal/porter"
)

// every lists the seconds from one to another, so many apart.
func every(from, to, apart float64) []float64 {
	var list []float64
	for s := from; s <= to; s += apart {
		list = append(list, s)
	}
	return list
}

func TestTheAccountIsReadAfterChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		changes []float64
		takes   float64
		want    []float64
	}{
		{"nothing changes", nil, 0, []float64{0, 300}},
		{"one change", []float64{10}, 0, []float64{0, 15, 40, 340}},
		{"the calls of one act", []float64{10, 10.2, 10.4}, 0, []float64{0, 15, 40.4, 340.4}},
		{"two changes apart", []float64{10, 20}, 0, []float64{0, 15, 25, 50, 350}},
		{"a change before the second look at one", []float64{10, 30}, 0, []float64{0, 15, 35, 60, 360}},
		{"a job of a quarter of a minute", every(10, 25, 0.25), 0, []float64{0, 15, 30, 55, 355}},
		{"a job of two minutes and a half", every(10, 160, 0.25), 0, []float64{0, 15, 75, 135, 165, 190}},
		{"the same, and reading takes eight seconds", every(10, 160, 0.25), 8, []float64{0, 15, 75, 135, 165, 190}},
		{"a change every six seconds", []float64{10, 16, 22}, 0, []float64{0, 15, 21, 27, 52, 352}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := porter.Readings(c.changes, c.takes, c.want[len(c.want)-1]); !slices.Equal(got, c.want) {
				t.Errorf("with changes at %v the account is read at %v, want %v", c.changes, got, c.want)
			}
		})
	}
}
