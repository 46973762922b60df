package text

import (
	"fmt"
	"strings"

	"keyporter/internal/policy"
)

// Recipes holds what can be wrong with the recipe of a bucket's policy. Each %s
// takes the argument of the code.
type Recipes struct{ Problems map[policy.RecipeCode]string }

// RecipeProblem tells what is wrong with a field of a recipe.
func (t *Text) RecipeProblem(p policy.RecipeProblem) string {
	sentence := t.Recipes.Problems[p.Code]
	if !strings.Contains(sentence, "%") {
		return sentence
	}
	return fmt.Sprintf(sentence, p.Arg)
}

var recipesEnglish = Recipes{Problems: map[policy.RecipeCode]string{
	policy.RecipeBucketLength:  "A bucket name has 3 to 63 characters.",
	policy.RecipeBucketChars:   "A bucket name has lower case letters of the English alphabet, digits, periods and hyphens only.",
	policy.RecipeBucketEnds:    "A bucket name begins and ends with a letter or a digit.",
	policy.RecipeBucketPeriods: "A bucket name has no two periods side by side.",
	policy.RecipeBucketIP:      "A bucket name does not have the form of an IP address.",
	policy.RecipeBucketAffix:   "AWS keeps bucket names with %s for itself.",
	policy.RecipePrefixSlash:   "A prefix does not begin with a slash: S3 takes it as a part of the name.",
	policy.RecipePrefixLong:    "A prefix has at most 1,024 bytes.",
	policy.RecipePrefixChars:   "A prefix has no control characters.",
	policy.RecipeNoVerb:        "Choose at least one of list, read, write and delete.",
	policy.RecipeSource:        "“%s” is neither an IP address nor a range such as 203.0.113.0/24.",
	policy.RecipeSourceHost:    "The address is not the first of its range. Write %s for the whole range.",
}}

var recipesKorean = Recipes{Problems: map[policy.RecipeCode]string{
	policy.RecipeBucketLength:  "버킷 이름은 3~63자여야 합니다.",
	policy.RecipeBucketChars:   "버킷 이름에는 영문 소문자, 숫자, 마침표, 하이픈만 사용할 수 있습니다.",
	policy.RecipeBucketEnds:    "버킷 이름은 문자나 숫자로 시작하고 끝나야 합니다.",
	policy.RecipeBucketPeriods: "버킷 이름에는 마침표 두 개를 연달아 사용할 수 없습니다.",
	policy.RecipeBucketIP:      "버킷 이름은 IP 주소 형식일 수 없습니다.",
	policy.RecipeBucketAffix:   "버킷 이름의 %s 부분은 AWS가 예약한 문자열입니다.",
	policy.RecipePrefixSlash:   "접두사는 슬래시로 시작할 수 없습니다. S3는 슬래시도 이름의 일부로 봅니다.",
	policy.RecipePrefixLong:    "접두사는 최대 1,024바이트입니다.",
	policy.RecipePrefixChars:   "접두사에는 제어 문자를 사용할 수 없습니다.",
	policy.RecipeNoVerb:        "나열, 읽기, 쓰기, 삭제 중 하나 이상을 선택합니다.",
	policy.RecipeSource:        "IP 주소 또는 203.0.113.0/24 형식의 범위가 아닙니다. 입력한 값: “%s”",
	policy.RecipeSourceHost:    "범위의 첫 주소가 아닙니다. 전체 범위는 %s 값으로 입력합니다.",
}}
