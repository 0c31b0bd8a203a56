filedesc://own.arc 0.0.0.0 20080507000000 text/plain 65
1 0 Own
URL IP-address Archive-date Content-type Archive-length


https://togo.example/phosphate 192.0.2.7 20080507000102 text/html 638
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Togo mines more phosphate</title><meta property="article:published_time" content="2008-05-06T08:00:00Z"></head><body><article><h1>Togo mines more phosphate</h1><p>Togo mined 800,000 tonnes of phosphate last year, the company that runs the mines said on Tuesday.</p><p>Most of it was shipped from Kpeme to India and to Australia, where it is made into fertiliser for wheat.</p><p>The company wants to invest $45 million in a new washing plant by the end of next year, its chairman said.</p></article></body></html>
https://togo.example/a.gif 192.0.2.7 20080507000103 image/gif 50
HTTP/1.1 200 OK
Content-Type: image/gif

GIF89a
