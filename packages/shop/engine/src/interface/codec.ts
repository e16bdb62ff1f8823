import { codec, given, message, oneOf, present } from '@noren/engine-kit';
import { commands, events, type records } from '@noren/shop-contract';
import type { Shop, ShopCommand, ShopEvent } from '../domain/shop.ts';

/** Every command between its proto message and the domain's plain data. */
export const commandCodec = codec<ShopCommand>({
  RegisterMerchant: message(
    'noren.shop.v1.RegisterMerchant',
    commands.RegisterMerchant,
    (wire) => wire,
    (wire) => ({ type: 'RegisterMerchant', ...wire }),
  ),
  CreateShop: message(
    'noren.shop.v1.CreateShop',
    commands.CreateShop,
    (command) => ({ ...command, weeklyHours: [...command.weeklyHours] }),
    (wire) => ({ type: 'CreateShop', ...wire }),
  ),
  ChangeShop: message(
    'noren.shop.v1.ChangeShop',
    commands.ChangeShop,
    (wire) => wire,
    ({ expectedVersion, ...wire }) => ({ type: 'ChangeShop', ...wire, ...given({ expectedVersion }) }),
  ),
  SetWeeklyHours: message(
    'noren.shop.v1.SetWeeklyHours',
    commands.SetWeeklyHours,
    (command) => ({ ...command, periods: [...command.periods] }),
    ({ expectedVersion, ...wire }) => ({ type: 'SetWeeklyHours', ...wire, ...given({ expectedVersion }) }),
  ),
  PauseShop: message(
    'noren.shop.v1.PauseShop',
    commands.PauseShop,
    (wire) => wire,
    ({ until, expectedVersion, ...wire }) => ({ type: 'PauseShop', ...wire, ...given({ until, expectedVersion }) }),
  ),
  ResumeShop: message(
    'noren.shop.v1.ResumeShop',
    commands.ResumeShop,
    (wire) => wire,
    ({ pausedUntil, expectedVersion, ...wire }) => ({ type: 'ResumeShop', ...wire, ...given({ pausedUntil, expectedVersion }) }),
  ),
  CloseShop: message(
    'noren.shop.v1.CloseShop',
    commands.CloseShop,
    (wire) => wire,
    ({ expectedVersion, ...wire }) => ({ type: 'CloseShop', ...wire, ...given({ expectedVersion }) }),
  ),
});

/** Every event between the domain's plain data and its proto message. */
export const eventCodec = codec<ShopEvent>({
  MerchantRegistered: message(
    'noren.shop.v1.MerchantRegistered',
    events.MerchantRegistered,
    ({ merchant }) => ({ merchant }),
    ({ merchant }) => ({ type: 'MerchantRegistered', merchant: present(merchant, 'merchant') }),
  ),
  ShopCreated: message(
    'noren.shop.v1.ShopCreated',
    events.ShopCreated,
    ({ shop }) => ({ shop: toWire(shop) }),
    (wire) => ({ type: 'ShopCreated', shop: fromWire(wire.shop) }),
  ),
  ShopChanged: message(
    'noren.shop.v1.ShopChanged',
    events.ShopChanged,
    ({ shop }) => ({ shop: toWire(shop) }),
    (wire) => ({ type: 'ShopChanged', shop: fromWire(wire.shop) }),
  ),
  WeeklyHoursSet: message(
    'noren.shop.v1.WeeklyHoursSet',
    events.WeeklyHoursSet,
    ({ shop }) => ({ shop: toWire(shop) }),
    (wire) => ({ type: 'WeeklyHoursSet', shop: fromWire(wire.shop) }),
  ),
  ShopPaused: message(
    'noren.shop.v1.ShopPaused',
    events.ShopPaused,
    ({ shop }) => ({ shop: toWire(shop) }),
    (wire) => ({ type: 'ShopPaused', shop: fromWire(wire.shop) }),
  ),
  ShopResumed: message(
    'noren.shop.v1.ShopResumed',
    events.ShopResumed,
    ({ shop }) => ({ shop: toWire(shop) }),
    (wire) => ({ type: 'ShopResumed', shop: fromWire(wire.shop) }),
  ),
  ShopClosed: message(
    'noren.shop.v1.ShopClosed',
    events.ShopClosed,
    ({ shop }) => ({ shop: toWire(shop) }),
    (wire) => ({ type: 'ShopClosed', shop: fromWire(wire.shop) }),
  ),
});

const status = oneOf('open', 'paused', 'closed');

/** The domain's lists are readonly, those of generated messages are not. */
function toWire(shop: Shop): records.Shop {
  return { ...shop, weeklyHours: [...shop.weeklyHours] };
}

function fromWire(wire: records.Shop | undefined): Shop {
  const { pausedUntil, ...shop } = present(wire, 'shop');
  return { ...shop, status: status(shop.status), ...given({ pausedUntil }) };
}
