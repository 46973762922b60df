package sandbox_test

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

// soak is for how long the operators of TestTenOperatorsMakeUsers work:
// KEYPORTER_TEST_SOAK, such as 1m, or a moment.
func soak(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("KEYPORTER_TEST_SOAK")
	if text == "" {
		return 300 * time.Millisecond
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("KEYPORTER_TEST_SOAK: %v", err)
	}
	return d
}

// TestTenOperatorsMakeUsers lets ten at once make users for a while, each with a
// key of its own: no error, nothing lost, nothing made up. Before the account is
// full each deletes what it made and begins again.
func TestTenOperatorsMakeUsers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, b *bench) {
		const operators, most = 10, 450 // together below the quota
		b.do("CreateGroup", "GroupName", "ops")
		b.do("AttachGroupPolicy", "GroupName", "ops", "PolicyArn", adminARN)
		var clients []*client
		for i := range operators {
			name := fmt.Sprintf("operator-%d", i)
			clients = append(clients, b.user(name))
			b.do("AddUserToGroup", "UserName", name, "GroupName", "ops")
		}
		end := time.Now().Add(soak(t))
		made, all := make([]int, operators), sync.WaitGroup{}
		rounds := make([]int, operators)
		for i, c := range clients {
			all.Go(func() {
				for ; time.Now().Before(end); made[i]++ {
					if made[i] == most {
						for ; made[i] > 0; made[i]-- {
							if a := c.call("DeleteUser", "UserName", fmt.Sprintf("u-%d-%d", i, made[i]-1)); a.status != 200 {
								t.Errorf("DeleteUser = %d %s %s", a.status, a.code(), a.message())
								return
							}
						}
						rounds[i]++
					}
					if a := c.call("CreateUser", "UserName", fmt.Sprintf("u-%d-%d", i, made[i])); a.status != 200 {
						t.Errorf("CreateUser = %d %s %s", a.status, a.code(), a.message())
						return
					}
				}
			})
		}
		all.Wait()
		names, _ := b.walk("Users/member/UserName", "ListUsers", "MaxItems", "1000")
		kept, sum := map[string]bool{}, operators
		for _, name := range names {
			kept[name] = true
		}
		for i, n := range made {
			sum += n
			for j := range n {
				if name := fmt.Sprintf("u-%d-%d", i, j); !kept[name] {
					t.Errorf("user %s was made and is not listed", name)
				}
			}
			if n == 0 && rounds[i] == 0 {
				t.Errorf("operator %d made nobody", i)
			}
		}
		if len(names) != sum {
			t.Errorf("%d users are listed, want %d", len(names), sum)
		}
		t.Logf("%v at last, after %v rounds of %d", made, rounds, most)
	})
}
