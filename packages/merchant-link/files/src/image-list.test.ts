import { expect, test } from 'vitest';
import { readImages } from './image-list.ts';

const [a, b] = ['https://img.example/a.jpg', 'https://img.example/b.jpg'];

test.each([' ', ', ', ',', ';', '; ', '|', ' | ', '\n', ',\n', ' ,'])('addresses with %j between them are two', (separator) => {
  for (const end of ['', ',', ';', ' ,']) expect(readImages(`${a}${separator}${b}${end}`)).toEqual({ value: [a, b] });
});

test('a comma or semicolon within an address is part of it', () => {
  const url = 'https://img.example/w_100,h_200/a;v=1.jpg';
  expect(readImages(`${url}, ${a}`)).toEqual({ value: [url, a] });
});

test.each([`${a}${b}`, ',', 'ftp://a', `${a}, pot.jpg`])('%s is refused', (text) => {
  expect(readImages(text)).toMatchObject({ code: 'image_address' });
});
