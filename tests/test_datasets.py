"""The two data sets that are typed in: what they hold, against what is known of them from elsewhere."""

import numpy as np
import pytest

import crossentropy
from crossentropy import datasets


def test_the_module_is_part_of_the_package():
    assert crossentropy.datasets is datasets
    assert "datasets" in crossentropy.__all__


@pytest.mark.parametrize(("load", "rows"), [(datasets.hours_passed, 20), (datasets.challenger, 23)])
def test_feature_and_label_are_float64_of_one_length(load, rows):
    for column in load():
        assert column.dtype == np.float64
        assert column.shape == (rows,)


@pytest.mark.parametrize("load", [datasets.hours_passed, datasets.challenger])
def test_labels_are_zero_or_one(load):
    assert set(load()[1]) == {0.0, 1.0}


@pytest.mark.parametrize("load", [datasets.hours_passed, datasets.challenger])
def test_changing_an_array_does_not_change_the_data(load):
    for column in load():
        column[:] = -1
    assert all(column.min() >= 0 for column in load())


def test_hours_rise_and_have_the_published_mean_and_deviation():
    hours, _ = datasets.hours_passed()
    assert np.all(np.diff(hours) >= 0)
    assert hours[[0, -1]].tolist() == [0.5, 5.5]
    assert hours.mean() == 2.7875
    assert hours.std() == pytest.approx(1.4690026, abs=5e-8)


def test_ten_students_passed_after_these_hours():
    hours, passed = datasets.hours_passed()
    assert hours[passed == 1].tolist() == [1.75, 2.25, 2.75, 3.25, 4, 4.25, 4.5, 4.75, 5, 5.5]


def test_the_seven_flights_in_distress_had_these_temperatures():
    temperature, distress = datasets.challenger()
    assert sorted(temperature[distress == 1]) == [53, 57, 58, 63, 70, 70, 75]


def test_the_sixteen_flights_without_distress_had_these_temperatures():
    temperature, distress = datasets.challenger()
    assert sorted(temperature[distress == 0]) == [66, 67, 67, 67, 68, 69, 70, 70, 72, 73, 75, 76, 76, 78, 79, 81]


def test_flights_stand_in_their_order():
    temperature, distress = datasets.challenger()
    assert list(zip(temperature, distress, strict=True))[:3] == [(66, 0), (70, 1), (69, 0)]  # STS-1, 2 and 3
    assert list(zip(temperature, distress, strict=True))[-2:] == [(76, 0), (58, 1)]  # STS 61-B and 61-C
