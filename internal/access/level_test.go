package access_test

import (
	"testing"

	"keyporter/internal/access"
	"keyporter/internal/iam"
	"keyporter/internal/portertest"
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

func TestWhatIsHeldBackIsDenied(t *testing.T) {
	t.Parallel()
	const deny = `{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':['arn:aws:s3:::shut','arn:aws:s3:::shut/*']}`
	bounded := attached(user("bound"), admin)
	bounded.Boundary = "arn:aws:iam::" + own + ":policy/look"
	a := &access.Account{
		ID:    own,
		Users: []iam.User{attached(user("ana"), admin), user("bare"), bounded},
		Policies: []iam.Policy{
			managed(admin, statements(`{'Effect':'Allow','Action':'*','Resource':'*'}`)),
			managed("arn:aws:iam::"+own+":policy/look", statements(`{'Effect':'Allow','Action':'iam:*','Resource':'*'}`)),
		},
		Buckets: []iam.Bucket{{Name: "open"}, {Name: "shut", Policy: statements(deny)}},
	}
	table := access.Decide(a)
	for _, c := range []struct {
		user, bucket string
		want         access.Level
	}{
		{"ana", "open", access.LevelFull},
		{"ana", "shut", access.LevelDenied},
		{"bare", "open", access.LevelNone},
		{"bare", "shut", access.LevelNone},
		{"bound", "open", access.LevelDenied},
		{"bound", "shut", access.LevelDenied},
	} {
		i, _ := table.Find(access.SubjectUser, c.user)
		b, _ := table.Bucket(c.bucket)
		if got := table.Level(i, b); got != c.want {
			t.Errorf("Level of %s on %s = %s, want %s", c.user, c.bucket, got, c.want)
		}
	}
}

func TestALevelAgreesWithTheRoads(t *testing.T) {
	t.Parallel()
	denied := 0
	for seed := range uint64(20) {
		table := access.Decide(portertest.Account(seed, portertest.AccountSize{Users: 40, Groups: 6, Roles: 5, Policies: 20, Buckets: 12, Controls: seed%2 == 0}))
		for b := range table.Account().Buckets {
			held := make([]bool, len(table.Subjects()))
			for q := range access.Question(access.Questions) {
				for _, road := range table.Roads(b, q) {
					held[road.Subject] = held[road.Subject] || road.Via.Kind == access.RoadDenied
				}
			}
			for i := range held {
				got, want := table.Level(i, b), table.Cell(i, b).Level()
				if want == access.LevelNone && held[i] {
					want, denied = access.LevelDenied, denied+1
				}
				if got != want {
					t.Fatalf("account %d: Level of %s on %s = %s, want %s", seed, table.Subjects()[i].Name, table.Account().Buckets[b].Name, got, want)
				}
			}
		}
	}
	if denied < 100 {
		t.Errorf("%d cells are denied, want at least 100 to compare", denied)
	}
}
