package io.recontact.history.web;

import io.recontact.api.InstanceId;
import io.recontact.history.CustomerExportService;
import io.recontact.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Exports in the admin API. */
@RestController
@RequestMapping("/admin/v1/instances/{InstanceId}/customers/{CustomerId}/export")
class CustomerExportController {

    private final CustomerExportService exports;

    CustomerExportController(CustomerExportService exports) {
        this.exports = exports;
    }

    @GetMapping
    void getCustomerExport(
            Caller caller,
            @PathVariable("CustomerId") String customerId,
            InstanceId instance,
            HttpServletResponse response)
            throws IOException {
        exports.write(instance, customerId, caller.arns(), () -> {
            response.setContentType("application/zip");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    // Without the CustomerId, which is personal data.
                    ContentDisposition.attachment()
                            .filename("customer-export.zip")
                            .build()
                            .toString());
            return response.getOutputStream();
        });
    }
}
