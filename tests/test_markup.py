"""What may be placed in a page as it is."""

import pytest

from teaching.markup import drawing


def test_a_drawing_is_placed_as_it_is():
    svg = (
        "<svg viewBox='0 0 9 9'><title>bone on &lt;the&gt; film</title><use href='#a'/>"
        "<path id='a' d='M0 0' clip-path='url(#b)'/></svg>"
    )

    assert drawing(svg) == svg


@pytest.mark.parametrize(
    "svg",
    [
        "<p>text</p>",
        "<svg><script>1</script></svg>",
        "<svg onload='x()'></svg>",
        "<svg><a href='javascript:x()'></a></svg>",
        "<svg><path style='fill:red'/></svg>",
        "<svg><foreignObject></foreignObject></svg>",
        "<svg><g hx-get='/'></g></svg>",
        "<svg><g data-hx-get='/'></g></svg>",
        "<svg/onload=x()></svg>",
        "<svg\nonload=x()></svg>",
        "<svg aria-label='a > b' onload=x()></svg>",
        "<svg><use href='&#106;avascript:x()'/></svg>",
        "<svg><use href='https://elsewhere.example/a.svg#a'/></svg>",
        "<svg><g filter='url(//elsewhere.example/a.svg#a)'></g></svg>",
        "<svg><g mask='url(#a) url(data:x)'></g></svg>",
        "<svg><image href='#a'/></svg>",
        "<svg><style>*{}</style></svg>",
        "<svg><animate attributeName='href' to='x'/></svg>",
        "<svg><iframe></iframe></svg>",
        "<svg></svg><p>text</p><svg></svg>",
        "<svg></svg>text</svg>",
        "<svg><g></svg>",
        "<svg><!-- text --></svg>",
        "<!DOCTYPE svg><svg></svg>",
        "<svg><![CDATA[<script>]]></svg>",
        "<svg><title><b>text</b></title></svg>",
        "<svg><title></title",
        "<svgx></svgx>",
        "",
    ],
)
def test_markup_that_could_act_is_refused(svg):
    with pytest.raises(ValueError, match="a drawing"):
        drawing(svg)
