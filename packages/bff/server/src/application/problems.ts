import { refusals as category } from '@noren/category-contract/refusals';
import { refusals as inventory } from '@noren/inventory-contract/refusals';
import { refusals as item } from '@noren/item-contract/refusals';
import { refusals as order } from '@noren/order-contract/refusals';
import { type ProblemCodes, problemsOf } from '@noren/service-kit';
import { refusals as shop } from '@noren/shop-contract/refusals';

/** What the console's server may decline, beside what every edge does: what the contexts behind it decline, and what it does itself. */
export const problemCodes: ProblemCodes = {
  ...problemsOf(shop, item, category, inventory, order),
  unauthenticated: { status: 401, title: 'Nobody is logged in', cure: 'Log in; a session ends after two hours without use, and after twelve in any case.' },
  login_failed: { status: 401, title: 'E-mail address and password do not fit', cure: 'Check both, or ask an owner for a new one-time password.' },
  locked_out: { status: 429, title: 'Too many passwords were wrong', cure: 'Wait as long as the `Retry-After` header says; each further failure doubles it.' },
  csrf_token_wrong: {
    status: 403,
    title: 'The request does not come from the console’s own page',
    cure: 'Send the header `X-CSRF-Token` with the `csrf` of `GET /api/session`, from the page’s own origin.',
  },
  password_change_needed: { status: 403, title: 'The one-time password has to be replaced first', cure: 'Choose a password of your own.' },
  password_wrong: { status: 422, title: 'The present password is another one', cure: 'Type it again.' },
  password_same: { status: 422, title: 'The new password is the present one', cure: 'Choose another.' },
  email_taken: { status: 409, title: 'There is an account of this e-mail address', cure: 'Use the account that is there, or another address.' },
  person_not_found: { status: 404, title: 'There is no such person', cure: 'Read the list of staff again.' },
  last_owner: { status: 409, title: 'The shop would have no owner who can log in', cure: 'Make somebody else an owner first.' },
  own_role: { status: 409, title: 'Nobody takes an owner’s role or access away from themselves', cure: 'Another owner can.' },
  secret_shown_once: {
    status: 409,
    title: 'It was made already, and its secret is shown only once',
    cure: 'Revoke or reset what `now` tells, and make another.',
  },
  article_not_found: { status: 404, title: 'There is no such article', cure: 'Check the bar code or SKU, or add the item to the catalogue first.' },
  file_unreadable: {
    status: 422,
    title: 'The file cannot be read as a table',
    cure: '`detail` says why; a CSV file with a header of known columns is wanted.',
  },
  import_not_found: { status: 404, title: 'There is no such import', cure: 'Read the list of imports again; they are kept 31 days.' },
  import_state: { status: 409, title: 'The import is not in a state that allows this', cure: 'Read it again.' },
};
