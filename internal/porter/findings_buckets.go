package porter

// bucketFindings adds the buckets that everyone or another account reaches.
func (s *Snapshot) bucketFindings(f *Findings) {
	kinds := []FindingKind{FindPublic, FindForeign}
	if s.BucketsAt.IsZero() {
		for _, k := range kinds {
			f.Doubts = append(f.Doubts, Doubt{Kind: k, Code: DoubtBuckets, Fault: s.BucketsProblem, Whole: true})
		}
		return
	}
	exposed, unsure := s.Access().Exposed()
	for _, e := range exposed {
		o := Object{Kind: ObjectBucket, Name: e.Bucket}
		if e.Everyone.Grants() {
			f.List = append(f.List, Finding{Kind: FindPublic, Object: o, Level: e.Everyone.Level()})
		}
		one := Finding{Kind: FindForeign, Object: o}
		for i, other := range e.Others {
			one.With = append(one.With, Object{Kind: ObjectAccount, Name: other.Name})
			one.Level = max(one.Level, e.Cells[i].Level())
		}
		if len(one.With) > 0 {
			f.List = append(f.List, one)
		}
	}
	for _, k := range kinds {
		f.doubtBuckets(k, s, unsure)
	}
}

func (f *Findings) doubtBuckets(k FindingKind, s *Snapshot, unsure []string) {
	if !s.BucketsWhole {
		f.Doubts = append(f.Doubts, Doubt{Kind: k, Code: DoubtList, Fault: s.BucketsProblem})
	}
	if s.BlockAt.IsZero() && k == FindPublic {
		f.Doubts = append(f.Doubts, Doubt{Kind: k, Code: DoubtBlock, Fault: s.BlockProblem})
	}
	if len(unsure) > 0 {
		f.Doubts = append(f.Doubts, Doubt{Kind: k, Code: DoubtParts, Names: unsure, Count: len(unsure)})
	}
}
