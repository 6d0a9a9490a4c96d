package render

import (
	"math"
	"testing"
	"time"
)

func TestCapitals(t *testing.T) {
	for fen, want := range map[int64]string{
		0: "零元整", 1: "壹分", 10: "壹角整", 15: "壹角伍分", 100: "壹元整", 105: "壹元零伍分", 110: "壹元壹角整",
		1000: "壹拾元整", 10100: "壹佰零壹元整", 4500000: "肆万伍仟元整", 222130000: "贰佰贰拾贰万壹仟叁佰元整",
		10000500: "壹拾万零伍元整", 100000000: "壹佰万元整", 10001000000: "壹亿零壹万元整", 1000000000000: "壹佰亿元整",
		100000000001: "壹拾亿元零壹分", 10000000100: "壹亿零壹元整", 16409.02 * 100: "壹万陆仟肆佰零玖元零贰分",
		10700053: "壹拾万柒仟元伍角叁分", 100100000: "壹佰万壹仟元整", -500: "负伍元整",
	} {
		if got := Capitals(fen); got != "人民币"+want {
			t.Errorf("%d fen: %s, want 人民币%s", fen, got, want)
		}
	}
	if Capitals(math.MinInt64) == "" || Yuan(math.MinInt64) != "-92233720368547758.08" {
		t.Error("the least amount", Yuan(math.MinInt64))
	}
}

func TestNumberAndYuan(t *testing.T) {
	for n, want := range map[int]string{0: "零", 1: "一", 10: "十", 12: "十二", 20: "二十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十", 1002: "一千零二", 9999: "九千九百九十九"} {
		if got := Number(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for fen, want := range map[int64]string{4500000: "45000", 4500050: "45000.50", 5: "0.05", -150: "-1.50"} {
		if got := Yuan(fen); got != want {
			t.Errorf("%d: %s, want %s", fen, got, want)
		}
	}
}

func TestDatesAreShanghaiDates(t *testing.T) {
	at := time.Date(2026, 9, 27, 17, 5, 0, 0, time.UTC)
	if Date(at) != "2026年9月28日" || DateTime(at) != "2026年9月28日1时5分" {
		t.Error(Date(at), DateTime(at))
	}
}
