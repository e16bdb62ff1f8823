import { refusals as category } from '@noren/category-contract/refusals';
import { refusals as inventory } from '@noren/inventory-contract/refusals';
import { refusals as item } from '@noren/item-contract/refusals';
import { refusals as order } from '@noren/order-contract/refusals';
import { refusals as link } from '@noren/link-contract/refusals';
import { type ProblemCodes, problemsOf } from '@noren/service-kit';
import { refusals as shop } from '@noren/shop-contract/refusals';

/** What the console's server may decline, beside what every edge does: what the contexts behind it decline, and what it does itself. */
export const problemCodes: ProblemCodes = {
  ...problemsOf(shop, item, category, inventory, order, link),
  unauthenticated: { status: 401, title: 'You are not logged in', cure: 'Log in; a session ends after two hours without use, and after twelve in any case.' },
  login_failed: { status: 401, title: 'The email address or the password is wrong', cure: 'Check both, or ask an owner for a link to come in by.' },
  locked_out: {
    status: 429,
    title: 'Too many wrong passwords',
    cure: 'Wait as long as the `Retry-After` header says; each further failure doubles it. A browser that has logged in before is not kept out by what others guess.',
  },
  https_required: {
    status: 403,
    title: 'Logging in needs HTTPS',
    cure: 'Open the console by its https:// address: over plain http a browser does not keep the session. Whoever operates it puts a proxy with TLS before it.',
  },
  csrf_token_wrong: {
    status: 403,
    title: 'The request does not come from the console’s own page',
    cure: 'Send the header `X-CSRF-Token` with the `csrf` of `GET /api/session`, from the page’s own origin.',
  },
  invitation_not_found: { status: 404, title: 'The link was used, has ended, or was replaced by another', cure: 'Log in, or ask who sent it for another.' },
  password_wrong: { status: 422, title: 'The current password is wrong', cure: 'Type it again.' },
  password_same: { status: 422, title: 'The new password is the same as the current one', cure: 'Choose another.' },
  password_weak: {
    status: 422,
    title: 'The new password is one that is guessed first',
    cure: 'Choose another of 15 characters or more, such as several words that do not belong together. It may have any characters.',
  },
  email_taken: { status: 409, title: 'There is already an account with this email address', cure: 'Use that account, or another address.' },
  key_not_found: { status: 404, title: 'There is no such key', cure: 'Read the list of keys again; a key that was revoked is not listed.' },
  person_not_found: { status: 404, title: 'There is no such person', cure: 'Read the list of staff again.' },
  last_owner: { status: 409, title: 'The shop would have no owner who can log in', cure: 'Make someone else an owner first.' },
  own_role: { status: 409, title: 'Owners cannot remove their own role or access', cure: 'Ask another owner.' },
  secret_shown_once: {
    status: 409,
    title: 'It was already created, and its secret is shown only once',
    cure: 'Revoke or reset what `now` names, and create another.',
  },
  article_not_found: { status: 404, title: 'There is no such article', cure: 'Check the barcode or SKU, or add the item to the catalogue first.' },
  file_unreadable: {
    status: 422,
    title: 'The file cannot be read as a table',
    cure: '`detail` says why; send a CSV file whose header names known columns.',
  },
  import_not_found: { status: 404, title: 'There is no such import', cure: 'Read the list of imports again; imports are kept for 31 days.' },
  import_state: { status: 409, title: 'The import is not in a state that allows this', cure: 'Read it again.' },
};
