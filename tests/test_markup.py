"""What may be placed in a page as it is."""

import pytest

from teaching.markup import drawing


def test_a_drawing_is_placed_as_it_is():
    svg = "<svg><title>bone on the film</title><path d='M0 0'/></svg>"

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
    ],
)
def test_markup_that_could_act_is_refused(svg):
    with pytest.raises(ValueError, match="a drawing"):
        drawing(svg)
