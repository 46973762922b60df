package porter

import (
	"strconv"
	"time"

	"keyporter/internal/iam"
)

// reportFindings adds what the credential report shows: keys of the root user,
// and who signs in to the console without a second factor.
func (s *Snapshot) reportFindings(f *Findings) {
	if s.report.Made.IsZero() {
		for _, k := range []FindingKind{FindRootKeys, FindNoMFA} {
			f.Doubts = append(f.Doubts, Doubt{Kind: k, Code: DoubtReport, Fault: s.report.problem, Whole: true})
		}
		return
	}
	untold := 0
	for i := range s.Users {
		row, ok := s.ReportRow(s.Users[i].Name)
		if !ok || !row.Password.Known() || row.Password == iam.ReportTrue && !row.MFA.Known() {
			untold++
		}
	}
	if untold > 0 {
		f.Doubts = append(f.Doubts, Doubt{Kind: FindNoMFA, Code: DoubtUsers, Count: untold})
	}
	root := false
	for i := range s.report.Rows {
		row := &s.report.Rows[i]
		o := Object{Kind: ObjectUser, Name: string(row.User)}
		if row.Root() {
			root, o.Kind = true, ObjectRoot
			if one := (Finding{Kind: FindRootKeys, Object: o}); one.rootKeys(row) {
				f.List = append(f.List, one)
			}
		}
		if row.WithoutMFA() && (row.Root() || s.has(row.User)) {
			f.List = append(f.List, Finding{Kind: FindNoMFA, Object: o, At: row.PasswordUsed})
		}
	}
	if !root {
		f.Doubts = append(f.Doubts, Doubt{Kind: FindRootKeys, Code: DoubtRoot, Whole: true})
	}
}

// rootKeys counts the active keys of the root user, and when one was used last.
func (f *Finding) rootKeys(row *iam.ReportRow) bool {
	for _, k := range row.Keys {
		if k.Active == iam.ReportTrue {
			f.Keys++
			if k.Used.At.After(f.At) {
				f.At = k.Used.At
			}
		}
	}
	return f.Keys > 0
}

// has reports whether the account still has a user.
func (s *Snapshot) has(n iam.UserName) bool {
	_, ok := s.users[n.Fold()]
	return ok
}

// keyFindings adds the active keys that are older than the limit, and those that
// were not used for long.
func (s *Snapshot) keyFindings(f *Findings, l FindingLimits, now time.Time) {
	all := s.allKeys()
	old := now.Add(-time.Duration(l.KeyAge) * day)
	idle, _ := keyTest(Filter{"unused", strconv.Itoa(l.Unused)}, now)
	undated, untold := 0, 0
	for i := range all.list {
		k := &all.list[i]
		if !k.Active() {
			continue
		}
		one := Finding{Object: Object{Kind: ObjectKey, Name: string(k.ID), Of: string(k.User)}, At: k.Created, Days: int(now.Sub(k.Created) / day)}
		switch older(k.Created, old) {
		case yes:
			one.Kind = FindOldKey
			f.List = append(f.List, one)
		case unknown:
			undated++
		}
		if l.Ends.Ending(k.AccessKey, now) {
			f.List = append(f.List, Finding{Kind: FindKeyEnding, Object: one.Object, At: l.Ends.End(k.AccessKey), Days: one.Days})
		}
		switch idle(k) {
		case yes:
			one.Kind, one.At = FindUnusedKey, k.Use.At
			f.List = append(f.List, one)
		case unknown:
			untold++
		}
	}
	doubts := map[FindingKind]int{FindOldKey: undated, FindUnusedKey: untold}
	if !l.Ends.None() {
		doubts[FindKeyEnding] = 0
	}
	for kind, keys := range doubts {
		if all.unread > 0 {
			f.Doubts = append(f.Doubts, Doubt{Kind: kind, Code: DoubtKeys, Count: all.unread, Whole: len(all.list) == 0})
		}
		if keys > 0 {
			f.Doubts = append(f.Doubts, Doubt{Kind: kind, Code: DoubtUses, Count: keys})
		}
	}
	if s.report.Made.IsZero() {
		f.Doubts = append(f.Doubts, Doubt{Kind: FindUnusedKey, Code: DoubtReport, Fault: s.report.problem, Whole: true})
	}
}
