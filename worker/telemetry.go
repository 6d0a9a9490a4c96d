package worker

import (
	"context"

	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	contrib "go.temporal.io/sdk/contrib/opentelemetry"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/workflow"

	"yifa/workflows"
)

// Telemetry is where numbers and traces go; zero is wherever the process has set globally, which may be nowhere.
type Telemetry struct {
	Meter  metric.Meter
	Tracer trace.Tracer
}

func (t Telemetry) metrics() client.MetricsHandler {
	return contrib.NewMetricsHandler(contrib.MetricsHandlerOptions{Meter: t.Meter, UseMonotonicCounters: true, OnError: func(error) {}})
}

func (t Telemetry) tracing() (interceptor.Interceptor, error) {
	return contrib.NewTracingInterceptor(contrib.TracerOptions{Tracer: t.Tracer, DisableBaggage: true, AllowInvalidParentSpans: true})
}

// naming puts procedure and case on every line that a workflow or an activity logs: those two and nothing of a person.
type naming struct {
	interceptor.WorkerInterceptorBase
}

func (naming) InterceptWorkflow(_ workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	i := &namingWorkflow{}
	i.Next = next
	return i
}

type namingWorkflow struct {
	interceptor.WorkflowInboundInterceptorBase
}

func (i *namingWorkflow) Init(out interceptor.WorkflowOutboundInterceptor) error {
	o := &namingWorkflowLog{}
	o.Next = out
	return i.Next.Init(o)
}

type namingWorkflowLog struct {
	interceptor.WorkflowOutboundInterceptorBase
}

func (o *namingWorkflowLog) GetLogger(ctx workflow.Context) log.Logger {
	return named(o.Next.GetLogger(ctx), workflow.GetInfo(ctx).WorkflowExecution.ID)
}

func (naming) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	i := &namingActivity{}
	i.Next = next
	return i
}

type namingActivity struct {
	interceptor.ActivityInboundInterceptorBase
}

func (i *namingActivity) Init(out interceptor.ActivityOutboundInterceptor) error {
	o := &namingActivityLog{}
	o.Next = out
	return i.Next.Init(o)
}

type namingActivityLog struct {
	interceptor.ActivityOutboundInterceptorBase
}

func (o *namingActivityLog) GetLogger(ctx context.Context) log.Logger {
	return named(o.Next.GetLogger(ctx), activity.GetInfo(ctx).WorkflowExecution.ID)
}

func named(l log.Logger, workflowID string) log.Logger {
	procedure, id, follows := workflows.CaseOf(workflowID)
	if !follows {
		return l
	}
	return log.With(l, "procedure", string(procedure), "case", string(id))
}
