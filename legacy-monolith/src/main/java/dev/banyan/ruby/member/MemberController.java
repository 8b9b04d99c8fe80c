package dev.banyan.ruby.member;

import dev.banyan.ruby.web.Problems;
import dev.banyan.ruby.web.Requests;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Members: join, look up, list. */
@RestController
@RequestMapping("/api/members")
final class MemberController {

    private final MemberRows members;

    MemberController(MemberRows members) {
        this.members = members;
    }

    @GetMapping
    List<Member> list(@RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "20") int limit) {
        return members.listAfter(after, Requests.limit(limit));
    }

    @GetMapping("/{id}")
    Member get(@PathVariable long id) {
        return members.find(id).orElseThrow(() -> Problems.notFound("There is no member " + id + "."));
    }

    /** Creates a member, never changes one. With an Idempotency-Key, a repeated request answers the first one's. */
    @PostMapping
    ResponseEntity<Member> join(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewMember wanted) {
        if (key != null) {
            Requests.idempotencyKey(key);
        }
        try {
            long id = members.insert(wanted, key);
            return ResponseEntity.created(URI.create("/api/members/" + id)).body(get(id));
        } catch (DuplicateKeyException repeated) {
            Member first = members.findByKey(Objects.requireNonNull(key)).orElseThrow(() -> repeated);
            boolean same = Objects.equals(first.name(), wanted.name())
                    && Objects.equals(first.email(), wanted.email())
                    && Objects.equals(first.phone(), wanted.phone())
                    && Objects.equals(first.address(), wanted.address());
            if (!same) {
                throw Problems.keyReused();
            }
            return ResponseEntity.ok(first);
        }
    }
}
