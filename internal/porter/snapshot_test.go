package porter_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
)

func names(list []iam.User) []string {
	var out []string
	for _, u := range list {
		out = append(out, string(u.Name))
	}
	return out
}

// walk pages through all users that match, forth and back, and returns both ways.
func walk(s *porter.Snapshot, q porter.Query) (forth, back []string, last porter.UserPage) {
	for {
		last = s.FindUsers(q)
		forth = append(forth, names(last.Users)...)
		if last.Next == "" {
			break
		}
		q.After = last.Next
	}
	page := last
	back = names(page.Users)
	for page.Prev != "" {
		q.After, q.Back = page.Prev, true
		page = s.FindUsers(q)
		back = append(names(page.Users), back...)
	}
	return forth, back, last
}

func TestUsersAreFoundInEveryOrder(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	_, err := b.CreateGroup(ctx, b.by, form(), porter.NewGroup{Name: "Seoul"})
	check(t, err)
	for _, n := range []iam.UserName{"delta", "Alpha", "charlie", "bravo", "Echo"} {
		b.user(n)
	}
	_, err = b.AddMembers(ctx, b.by, form(), "Seoul", []iam.UserName{"bravo", "Echo"})
	check(t, err)
	_, err = b.IssueKey(ctx, b.by, form(), "charlie", "cli", "")
	check(t, err)
	key := string(b.keys("charlie")[0].ID)
	byName := []string{"Alpha", "bravo", "charlie", "delta", "Echo"}
	reversed := slices.Clone(byName)
	slices.Reverse(reversed)
	cases := []struct {
		name string
		q    porter.Query
		want []string
	}{
		{"by name without regard to case", porter.Query{}, byName},
		{"by name from the end", porter.Query{Desc: true}, reversed},
		{"by last sign-in, of which there is none", porter.Query{Sort: "last"}, byName},
		{"by last sign-in from the end", porter.Query{Sort: "last", Desc: true}, reversed},
		{"by part of a name", porter.Query{Text: " HA "}, []string{"Alpha", "charlie"}},
		{"by group", porter.Query{Text: "seoul", Desc: true}, []string{"Echo", "bravo"}},
		{"by ARN", porter.Query{Text: ":user/delta"}, []string{"delta"}},
		{"by key id", porter.Query{Text: key[2:]}, []string{"charlie"}},
		{"by nothing that is there", porter.Query{Text: "zulu"}, nil},
	}
	for _, c := range cases {
		c.q.Size = 2
		forth, back, last := walk(b.Snapshot(), c.q)
		if !slices.Equal(forth, c.want) || !slices.Equal(back, c.want) {
			t.Errorf("users %s: forth %v, back %v, want %v", c.name, forth, back, c.want)
		}
		if last.Total != 5 || last.Match != len(c.want) {
			t.Errorf("users %s: total %d, match %d, want 5, %d", c.name, last.Total, last.Match, len(c.want))
		}
	}
	if p := b.Snapshot().FindUsers(porter.Query{Size: 2, After: "no token"}); len(p.Users) != 2 || p.From != 1 {
		t.Errorf("FindUsers after no token = %v from %d, want the first page", names(p.Users), p.From)
	}
}

func TestAPageFollowsEvenWhereItsUserHasGone(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	for _, n := range []iam.UserName{"a", "b", "c", "d"} {
		b.user(n)
	}
	first := b.Snapshot().FindUsers(porter.Query{Size: 2})
	_, err := b.DeleteUser(t.Context(), b.by, form(), "b")
	check(t, err)
	next := b.Snapshot().FindUsers(porter.Query{Size: 2, After: first.Next})
	if got := names(next.Users); !slices.Equal(got, []string{"c", "d"}) || next.From != 2 {
		t.Errorf("the page after b, which has gone = %v from %d, want c and d from 2", got, next.From)
	}
}

func TestTheCatalogueIsSearched(t *testing.T) {
	t.Parallel()
	s := onSQLite(t).Snapshot()
	list, match := s.FindPolicies("s3READ", "aws", 10)
	if match != 1 || list[0].ARN != s3Read {
		t.Errorf("FindPolicies(s3READ, aws) = %v of %d, want AmazonS3ReadOnlyAccess", list, match)
	}
	if list, match := s.FindPolicies("", "own", 10); match != 0 || list != nil {
		t.Errorf("FindPolicies of the account's own = %v of %d, want none", list, match)
	}
	if list, match := s.FindPolicies("", "", 3); len(list) != 3 || match != len(s.Policies) {
		t.Errorf("FindPolicies = %d of %d, want 3 of %d", len(list), match, len(s.Policies))
	}
}

func TestAFailedReadingKeepsTheLastGoodOne(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	check(t, b.Refresh(ctx))
	at := b.Snapshot().At
	b.aws.Close()
	b.later(time.Minute)
	if err := b.Refresh(ctx); fault.KindOf(err) != fault.Away {
		t.Errorf("Refresh with nobody there = %v, want away", err)
	}
	s := b.Snapshot()
	if len(s.Users) != 1 || !s.At.Equal(at) || s.Complete || s.Problem == nil || s.Problem.Code != fault.CodeAwsUnreachable {
		t.Errorf("Snapshot = %d users of %v, complete %v, problem %v, want the user of before and the problem", len(s.Users), s.At, s.Complete, s.Problem)
	}
	v, err := b.User(ctx, "dev")
	if err != nil || v.Live || !v.At.Equal(at) || v.LoginKnown {
		t.Errorf("User with nobody there = %+v, %v, want the snapshot's copy with its time", v, err)
	}
	if _, err := b.User(ctx, "nobody"); fault.KindOf(err) != fault.Away {
		t.Errorf("User that is not known, with nobody there = %v, want away", err)
	}
	done, err := b.IssueKey(ctx, b.by, form(), "dev", "cli", "")
	wantCode(t, fmt.Sprintf("IssueKey with nobody there (%+v)", done), err, fault.Away, fault.CodeAwsUnreachable)
	p, err := b.Policy(ctx, s3Full)
	if err != nil || p.Live || p.Policy.Name != "AmazonS3FullAccess" {
		t.Errorf("Policy with nobody there = %+v, %v, want the catalogue's", p, err)
	}
}

func TestAReadingDoesNotUndoAChangeThatIsYounger(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	release := b.box.Mischief().Hold("ListPolicies")
	read := make(chan error, 1)
	go func() { read <- b.Refresh(context.WithoutCancel(ctx)) }()
	for b.box.Mischief().Done("GetAccountAuthorizationDetails") < 2 { // the walk is over, the reading is not
		time.Sleep(time.Millisecond)
	}
	b.user("dev")
	release()
	check(t, <-read)
	if _, ok := b.Snapshot().User("dev"); !ok {
		t.Error("a reading that began before the change has undone it")
	}
}

func TestAPageForgetsWhatAWSDoesNotHave(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	ctx := t.Context()
	b.user("dev")
	check(t, b.account.DeleteUser(ctx, "dev")) // behind the snapshot's back
	_, err := b.User(ctx, "dev")
	wantCode(t, "User that is gone", err, fault.NotFound, fault.CodeUserNotFound)
	if _, ok := b.Snapshot().User("dev"); ok {
		t.Error("the snapshot still has the user that AWS says is gone")
	}
}

func TestRunReadsAndEndsByItself(t *testing.T) {
	t.Parallel()
	b := onSQLite(t)
	_, err := b.account.CreateUser(t.Context(), "dev") // behind the snapshot's back
	check(t, err)
	_, err = b.account.CreateAccessKey(t.Context(), "dev")
	check(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if list, known := b.Snapshot().Keys("dev"); known && len(list) == 1 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("Run has not read the user and its key")
		}
	}
	cancel()
	if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v", err)
	}
}

// BenchmarkFindUsers measures one page of 5,000 users.
func BenchmarkFindUsers(b *testing.B) {
	s := crowd(5000)
	for name, q := range map[string]porter.Query{
		"first": {Size: 50}, "text": {Size: 50, Text: "4999"}, "created": {Size: 50, Sort: "created", Desc: true},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if p := s.FindUsers(q); len(p.Users) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}

// BenchmarkIndex measures what each change of the snapshot costs.
func BenchmarkIndex(b *testing.B) {
	s := crowd(5000)
	for b.Loop() {
		porter.Index(*s)
	}
}

func crowd(n int) *porter.Snapshot {
	var s porter.Snapshot
	for i := range n {
		name := iam.UserName(fmt.Sprintf("user-%05d", i))
		s.Users = append(s.Users, iam.User{
			Name: name, ARN: iam.ARN("arn:aws:iam::123456789012:user/" + string(name)),
			Groups: []iam.GroupName{iam.GroupName(fmt.Sprintf("team-%d", i%10))}, Created: time.Unix(int64(i%997), 0),
		})
	}
	return porter.Index(s)
}
