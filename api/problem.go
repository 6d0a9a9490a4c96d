package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"
	"github.com/gin-gonic/gin"

	"yifa/domain"
)

// Problem is how every refusal and every fault looks (RFC 9457).
type Problem struct {
	Type     string         `json:"type" example:"urn:yifa:problem:wrong_stage" doc:"代码的 URI 形式"`
	Title    string         `json:"title" doc:"这类问题的名称，不随情形变化"`
	Status   int            `json:"status"`
	Detail   string         `json:"detail" doc:"出了什么事、下一步怎么办"`
	DetailEN string         `json:"detail_en,omitempty"`
	Code     string         `json:"code" doc:"供程序判断，永不改名"`
	Article  string         `json:"article,omitempty" doc:"依据的法条"`
	Errors   []domain.Field `json:"errors,omitempty" doc:"逐项错误"`
	Instance string         `json:"instance,omitempty" doc:"请求编号，报修时提供"`
}

func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus is the HTTP status, for huma.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type, for huma.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// statuses says which status a code is answered with. A refusal of the domain that is not here is a conflict with
// the state of the file: 409.
var statuses = map[domain.Code]int{
	"unauthenticated": 401, "sign_in_failed": 401,
	"not_permitted": 403, "application_session": 403, "filing_session": 403, "separation_of_duties": 403, "not_yours": 403, "password_change_required": 403, "cross_origin": 403,
	"not_found": 404, "no_application": 404, "no_filing": 404, "no_organization": 404, "no_such_page": 404,
	"method_not_allowed": 405,
	"body_timeout":       408,
	"too_large":          413, "file_too_large": 413,
	"unsupported_type": 415, "file_type": 415,
	"invalid_input": 422, "provision_missing": 422, "key_reused": 422, "key_required": 422,
	"from_missing": 422, "from_implausible": 422, "term_out_of_bounds": 422,
	"file_empty": 422, "in_the_future": 422, "too_early": 422, "rule_unknown": 422,
	"rate_limited": 429,
	"internal":     500,
	"unavailable":  503,
}

var titles = map[int]string{
	401: "未登录", 403: "无权办理", 404: "没有找到", 405: "不支持的方法", 408: "上传过慢", 409: "与当前状态不符", 413: "内容过大",
	415: "不支持的类型", 422: "内容有误", 429: "操作过于频繁", 500: "系统故障", 503: "暂时不可用",
}

func statusOf(code domain.Code) int {
	if s, ok := statuses[code]; ok {
		return s
	}
	if strings.HasPrefix(string(code), "unknown_") || strings.HasSuffix(string(code), "_unreadable") {
		return http.StatusUnprocessableEntity
	}
	return http.StatusConflict
}

// refuse makes a refusal of this room: what is not about a file but about how it was asked.
func refuse(code domain.Code, zh, en string) *domain.Error {
	return &domain.Error{Code: code, Message: zh, English: en}
}

// badField refuses one field.
func badField(path, zh, en string) *domain.Error {
	return &domain.Error{Code: "invalid_input", Message: "请补正：" + path + "：" + zh, English: path + ": " + en, Fields: []domain.Field{{Path: path, Message: zh}}}
}

var errNotFound = refuse("not_found", "没有找到，或者您不能查看。", "not found, or not for you to see")

// problemOf turns any error into what is answered. Refusals say what they say; everything else is a fault: it is
// logged under the request's number and hidden from whoever asked.
func problemOf(ctx context.Context, err error) *Problem {
	info := infoOf(ctx)
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	var (
		d   *domain.Error
		big *http.MaxBytesError
	)
	switch {
	case errors.As(err, &d):
	case errors.As(err, &big):
		d = refuse("too_large", "内容过大。", "the content is too large")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		d = refuse("unavailable", "请求中断或者超时，请重试。", "the request was cut off or took too long; try again")
	default:
		info.log.Error("fault", "error", err, "request", info.id, "route", info.route)
		d = refuse("internal", "系统出现故障，已经记录。请稍后重试；仍不成功的，请把编号告诉管理员。", "something failed and was recorded; try again, and give the number to the administrator if it persists")
	}
	info.code = string(d.Code)
	status := statusOf(d.Code)
	return &Problem{Type: "urn:yifa:problem:" + string(d.Code), Title: titles[status], Status: status, Detail: d.Message, DetailEN: d.English,
		Code: string(d.Code), Article: d.Article, Errors: d.Fields, Instance: info.id}
}

// abort answers a problem from gin's side of the house and stops there.
func abort(c *gin.Context, err error) {
	p := problemOf(c.Request.Context(), err)
	if p.Status == http.StatusTooManyRequests {
		c.Header("Retry-After", "2")
	}
	b, merr := json.Marshal(p)
	if merr != nil { // strings and numbers only: cannot be
		b = []byte("{}")
	}
	c.Header("Cache-Control", "no-store")
	c.Data(p.Status, "application/problem+json", b)
	c.Abort()
}

// fromHuma is where huma's own errors become ours: what it could not read, and what a handler returned.
func fromHuma(ctx context.Context, status int, _ string, errs []error) huma.StatusError {
	var fields []domain.Field
	for _, e := range errs {
		var d *huma.ErrorDetail
		if !errors.As(e, &d) {
			return problemOf(ctx, e)
		}
		fields = append(fields, fieldOf(d))
	}
	switch status {
	case http.StatusRequestEntityTooLarge:
		return problemOf(ctx, refuse("too_large", "内容超过1 MB。", "the content is larger than 1 MB"))
	case http.StatusUnsupportedMediaType:
		return problemOf(ctx, refuse("unsupported_type", "内容须为 application/json。", "the content must be application/json"))
	case http.StatusRequestTimeout:
		return problemOf(ctx, refuse("body_timeout", "内容没有及时传完，请重试。", "the content did not arrive in time; try again"))
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return problemOf(ctx, invalid(fields))
	}
	return problemOf(ctx, errors.New("huma answered "+http.StatusText(status)))
}

func invalid(fields []domain.Field) *domain.Error {
	parts := make([]string, 0, len(fields))
	paths := make([]string, 0, len(fields))
	for _, f := range fields {
		parts = append(parts, f.Path+"："+f.Message)
		paths = append(paths, f.Path)
	}
	if len(parts) == 0 {
		return refuse("invalid_input", "内容不能为空。", "the content must not be empty")
	}
	return &domain.Error{Code: "invalid_input", Message: "请补正：" + strings.Join(parts, "；"), English: "missing or wrong: " + strings.Join(paths, ", "), Fields: fields}
}

const missing = "缺少必填项 "

// fieldOf names a fault by the path the form knows; the value itself is never repeated.
func fieldOf(d *huma.ErrorDetail) domain.Field {
	path := d.Location
	for _, p := range []string{"body.", "query.", "path.", "header.", "cookie."} {
		path = strings.TrimPrefix(path, p)
	}
	path = strings.TrimPrefix(path, "data.")
	msg := d.Message
	if name, ok := strings.CutPrefix(msg, missing); ok {
		if path == "body" || path == "data" {
			path = name
		} else {
			path += "." + name
		}
		msg = "必填"
	}
	switch {
	case strings.HasPrefix(msg, "json: "), strings.HasPrefix(msg, "invalid character"), strings.HasPrefix(msg, "unexpected end"):
		msg = "不是正确的 JSON 或者类型不符"
	case strings.HasPrefix(msg, "required "):
		msg = "必填"
	case strings.HasPrefix(msg, "invalid "):
		msg = "格式不对"
	}
	return domain.Field{Path: path, Message: msg}
}

// The words of huma's validator are package variables: one language for the whole program, and that is Chinese.
func init() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return fromHuma(context.Background(), status, msg, errs)
	}
	huma.NewErrorWithContext = func(c huma.Context, status int, msg string, errs ...error) huma.StatusError {
		return fromHuma(c.Context(), status, msg, errs)
	}
	huma.ValidateStrictCasing = true
	huma.DefaultArrayNullable = false
	validation.MsgUnexpectedProperty = "没有这个字段 (unknown field)"
	validation.MsgExpectedRFC3339DateTime = "应为日期时间，如 2026-11-22T09:00:00+08:00"
	validation.MsgExpectedRFC3339Date = "应为日期，如 2026-11-22"
	validation.MsgExpectedBoolean = "应为 true 或 false"
	validation.MsgExpectedNumber = "应为数字"
	validation.MsgExpectedInteger = "应为整数"
	validation.MsgExpectedString = "应为文字"
	validation.MsgExpectedArray = "应为列表"
	validation.MsgExpectedObject = "应为对象"
	validation.MsgExpectedOneOf = "应为下列之一：%s"
	validation.MsgExpectedMinimumNumber = "不能小于 %v"
	validation.MsgExpectedMaximumNumber = "不能大于 %v"
	validation.MsgExpectedMinLength = "至少 %d 个字符"
	validation.MsgExpectedMaxLength = "最多 %d 个字符"
	validation.MsgExpectedBePattern = "应为 %s"
	validation.MsgExpectedMatchPattern = "格式应为 %s"
	validation.MsgExpectedMinItems = "至少 %d 项"
	validation.MsgExpectedMaxItems = "最多 %d 项"
	validation.MsgExpectedRequiredProperty = missing + "%s"
}
