package access_test

import (
	"testing"

	"keyporter/internal/access"
)

func TestACellHasOneWord(t *testing.T) {
	t.Parallel()
	with := func(a access.Answer, list ...access.Question) access.Cell {
		var c access.Cell
		for _, q := range list {
			c = c.With(q, a, false)
		}
		return c
	}
	all := []access.Question{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	cases := []struct {
		name string
		cell access.Cell
		want access.Level
	}{
		{"nothing", 0, access.LevelNone},
		{"all ten", with(access.Yes, all...), access.LevelFull},
		{"nine of ten", with(access.Yes, all[:9]...), access.LevelReadWrite},
		{"objects read and deleted", with(access.Yes, access.GetObject, access.DeleteObject), access.LevelReadWrite},
		{"objects read, and written under a condition", with(access.Yes, access.GetObject).With(access.PutObject, access.If, false), access.LevelRead},
		{"objects written and not read", with(access.Yes, access.PutObject, access.ListBucket), access.LevelWrite},
		{"names only", with(access.Yes, access.ListBucket), access.LevelList},
		{"the bucket's policy only", with(access.Yes, access.GetBucketPolicy), access.LevelOther},
		{"some objects", access.Cell(0).With(access.GetObject, access.If, true), access.LevelIf},
		{"something that is not known, and something under a condition", with(access.If, access.ListBucket).With(access.GetObject, access.Unknown, false), access.LevelUnknown},
		{"something certain and something not known", with(access.Unknown, all...).With(access.ListBucket, access.Yes, false), access.LevelList},
	}
	for _, c := range cases {
		if got := c.cell.Level(); got != c.want {
			t.Errorf("Level of %s = %s, want %s", c.name, got, c.want)
		}
	}
	for l := range access.Level(access.Levels) {
		if got, ok := access.ParseLevel(l.String()); !ok || got != l {
			t.Errorf("ParseLevel(%q) = %v, %v, want it back", l, got, ok)
		}
	}
	if _, ok := access.ParseLevel("everything"); ok {
		t.Error("ParseLevel(everything) = ok, want not")
	}
}
