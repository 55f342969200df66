package io.recontact.contact;

import io.recontact.api.ContactId;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who the customers of contacts are, in the words of whoever keeps customers. */
@Repository
public class CustomerIds {

    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerIds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes who the customer of a contact is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(ContactId contact, String customerId) {
        jdbc.sql("""
                        update contact
                        set customer_id = :customer, last_updated_at = greatest(last_updated_at, :now)
                        where id = :contact
                        """)
                .param("contact", contact.value())
                .param("customer", customerId)
                .param("now", clock.instant())
                .update();
    }
}
