-- Which transfer syntaxes are the images stored in?
select
    coalesce(transfer_syntax_uid, 'unknown') as transfer_syntax_uid,
    count(*) as object_count,
    cast(sum(object_bytes) as bigint) as stored_bytes
from instances
group by coalesce(transfer_syntax_uid, 'unknown')
order by
    stored_bytes desc,
    transfer_syntax_uid
