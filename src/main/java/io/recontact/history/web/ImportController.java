package io.recontact.history.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.NextToken;
import io.recontact.history.ImportRequestService;
import io.recontact.history.ImportRunService;
import io.recontact.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports in the admin API. */
@RestController
@RequestMapping("/admin/v1/instances/{InstanceId}/imports")
class ImportController {

    private static final int MAX_PAGE = 100;
    private static final String LIST = "ListImports";

    private final ImportRequestService imports;
    private final ImportRunService runs;
    private final Clock clock;

    ImportController(ImportRequestService imports, ImportRunService runs, Clock clock) {
        this.imports = imports;
        this.runs = runs;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE)
    Imports.Report createImport(Caller caller, HttpServletRequest request, InstanceId instance) throws IOException {
        return Imports.Report.of(imports.receive(
                instance,
                caller.accessKeyId(),
                request.getInputStream(),
                request.getContentLengthLong(),
                isGzip(request.getHeader(HttpHeaders.CONTENT_ENCODING))));
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new InvalidRequestException("The header Content-Encoding must be gzip or absent");
    }

    @GetMapping
    Imports.Page listImports(
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        int size = maxResults == null ? MAX_PAGE : maxResults;
        var found = runs.page(instance, NextToken.parse(LIST, nextToken), size + 1);
        var now = clock.instant();
        var page = found.stream()
                .limit(size)
                .map(run -> Imports.Summary.of(run, now))
                .toList();
        return new Imports.Page(
                page, found.size() > size ? NextToken.after(LIST, page.getLast().importId()) : null);
    }
}
