package sandbox_test

import (
	"fmt"
	"testing"
)

func TestGroupsOfAnAccount(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	for i := range 300 {
		b.do("CreateGroup", "GroupName", fmt.Sprintf("g%03d", i))
	}
	b.refused(409, "LimitExceeded", "Cannot exceed quota for GroupsPerAccount: 300", "CreateGroup", "GroupName", "one")
	b.refused(404, "NoSuchEntity", "", "DeleteGroup", "GroupName", "one")
	b.refused(409, "EntityAlreadyExists", "", "CreateGroup", "GroupName", "g000", "Path", "/x/")
	b.do("DeleteGroup", "GroupName", "g000")
	b.do("CreateGroup", "GroupName", "one")
	b.refused(409, "LimitExceeded", "", "CreateGroup", "GroupName", "two")
}
