package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/tools/common/schema"
	"go.temporal.io/server/tools/sql"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

// searchAttributes are what a clerk of the engine may look for. They are stored in clear: no names, no numbers of persons.
var searchAttributes = map[string]enumspb.IndexedValueType{
	"Procedure": enumspb.INDEXED_VALUE_TYPE_KEYWORD,
	"Agency":    enumspb.INDEXED_VALUE_TYPE_KEYWORD,
	"Stage":     enumspb.INDEXED_VALUE_TYPE_KEYWORD,
	"CaseID":    enumspb.INDEXED_VALUE_TYPE_KEYWORD,
	"DueAt":     enumspb.INDEXED_VALUE_TYPE_DATETIME,
}

// prepare makes both databases and brings their schema to this server's version. It may be killed anywhere and run again.
func prepare(ctx context.Context, o options, logger log.Logger) error {
	for _, d := range []struct{ name, schema string }{
		{o.dbMain, "postgresql/v12/temporal"},
		{o.dbVisibility, "postgresql/v12/visibility"},
	} {
		if err := withDatabase(ctx, func() error { return createDatabase(o, d.name, logger) }); err != nil {
			return fmt.Errorf("create %s: %w", d.name, err)
		}
		if err := upgrade(o, d.name, d.schema, logger); err != nil {
			return fmt.Errorf("schema of %s: %w", d.name, err)
		}
	}
	return nil
}

// withDatabase tries for half a minute: after a crash PostgreSQL may still be replaying its log.
func withDatabase(ctx context.Context, try func() error) error {
	deadline := time.Now().Add(30 * time.Second)
	for {
		err := try()
		if err == nil || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(250 * time.Millisecond):
		}
	}
}

func createDatabase(o options, name string, logger log.Logger) error {
	// Connecting to it first spares an existing server a role that may create databases.
	if conn, err := sql.NewConnection(o.database(name, 1), logger); err == nil {
		conn.Close()
		return nil
	}
	err := sql.DoCreateDatabase(o.database(name, 1), o.dbMaintenance, logger)
	if err != nil && strings.Contains(err.Error(), "already exists") {
		return nil
	}
	return err
}

func upgrade(o options, name, schemaName string, logger log.Logger) error {
	conn, err := sql.NewConnection(o.database(name, 2), logger)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ReadSchemaVersion(); err != nil {
		if err := schema.NewSetupSchemaTask(conn, &schema.SetupConfig{InitialVersion: "0.0"}, logger).Run(); err != nil {
			return err
		}
	}
	return schema.NewUpdateSchemaTask(conn, &schema.UpdateConfig{DBName: name, SchemaName: schemaName}, logger).Run()
}

// register makes the namespace and its search attributes and waits until every service of this process knows them.
func register(ctx context.Context, address string, o options) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	conn, err := grpc.NewClient("passthrough:///"+address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer conn.Close() //nolint:errcheck // a client connection we are done with
	w, op := workflowservice.NewWorkflowServiceClient(conn), operatorservice.NewOperatorServiceClient(conn)

	if err := patiently(ctx, func() error {
		_, err := w.RegisterNamespace(ctx, &workflowservice.RegisterNamespaceRequest{
			Namespace:                        o.namespace,
			Description:                      "依法：民政行政执法与审批 (one workflow a case)",
			WorkflowExecutionRetentionPeriod: durationpb.New(o.retention),
		})
		if serviceErrorAs[*serviceerror.NamespaceAlreadyExists](err) {
			return nil
		}
		return err
	}); err != nil {
		return fmt.Errorf("register namespace %s: %w", o.namespace, err)
	}
	added := false
	if err := patiently(ctx, func() error {
		have, err := op.ListSearchAttributes(ctx, &operatorservice.ListSearchAttributesRequest{Namespace: o.namespace})
		if err != nil {
			return fmt.Errorf("list search attributes: %w", err)
		}
		missing := map[string]enumspb.IndexedValueType{}
		for name, kind := range searchAttributes {
			if have.GetCustomAttributes()[name] != kind {
				missing[name] = kind
			}
		}
		if len(missing) == 0 {
			return nil
		}
		if _, err = op.AddSearchAttributes(ctx, &operatorservice.AddSearchAttributesRequest{
			Namespace: o.namespace, SearchAttributes: missing,
		}); err != nil && status.Code(err) != codes.AlreadyExists {
			return fmt.Errorf("add search attributes: %w", err)
		}
		added = true
		return fmt.Errorf("search attributes %v not seen yet", slices.Sorted(maps.Keys(missing)))
	}); err != nil || !added {
		return err
	}
	// Each service reads the namespaces anew at this interval and would refuse a name it has not read yet.
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(namespaceRefresh + 200*time.Millisecond):
		return nil
	}
}

// patiently repeats what fails while the services are coming up or have not yet heard of the namespace.
func patiently(ctx context.Context, try func() error) error {
	for {
		err := try()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func serviceErrorAs[T error](err error) bool {
	var want T
	return err != nil && errors.As(serviceerror.FromStatus(status.Convert(err)), &want)
}
